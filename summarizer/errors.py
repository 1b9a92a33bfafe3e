"""Every error this package raises, in one tree.

    SummarizerError                  base; `article` names the article, `hint` says what to try
    ├── ArticleError                 this article cannot be read
    │   ├── ArticleNotFound
    │   ├── ArticleEmpty
    │   ├── ArticleTooLarge
    │   ├── ArticleNotFetched        the link gives nothing
    │   │   └── AddressRefused       it leads into a private network
    │   ├── ArticleNotText           binary, a scan, an encrypted file
    │   │   └── PageWithoutArticle   a wall, an error page, a list, a page built by scripts
    │   └── NotASummary              what should be a saved summary or dossier is neither
    ├── SetupError                   nothing can be summarised until the set-up is changed
    │   ├── NoModel                  no model was named and none is installed
    │   ├── WeightsError             the embedded model's file cannot be made or loaded
    │   ├── AccessDenied             the server refuses the key (401, 403)
    │   ├── PriceUnknown             a budget in dollars, and nobody knows what the model costs
    │   └── OutputError              the result cannot be written
    ├── BudgetSpent                  the next request might cost more than is left
    └── ModelError                   the model or its server failed on this article
        ├── RequestRejected          400, 404, 422: sent again, it would fail again
        ├── ServerUnavailable        429, 5xx, timeout, dropped connection, after the retries
        ├── AnswerInvalid            no valid answer after re-asking
        └── AnswerRefused            the model declined, or a content filter stopped it

`retryable` says whether the same call may succeed later without any change.
"""


class SummarizerError(Exception):
    """Base of every error here.

    Args:
        message: what happened, without the article's name.
        hint: what to try, a sentence.
        article: file name, link or id of the article it happened to.
    """

    retryable = False

    def __init__(self, message: str, *, hint: str | None = None, article: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.article = article

    def __str__(self) -> str:
        where = f"{self.article}: " if self.article else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}{self.message}{hint}"


class ArticleError(SummarizerError):
    """This article cannot be read."""


class ArticleNotFound(ArticleError):
    """There is no file of that name, or it may not be opened."""


class ArticleEmpty(ArticleError):
    """There is no text to summarise."""


class ArticleTooLarge(ArticleError):
    """The text is longer than the stated limit."""


class ArticleNotFetched(ArticleError):
    """The link gives nothing: no connection, a time-out, an error status, too many redirects.

    Args:
        retryable: whether it may work later: a time-out, a server that is busy.
    """

    def __init__(self, message: str, *, hint: str | None = None, retryable: bool = False) -> None:
        super().__init__(message, hint=hint)
        self.retryable = retryable


class AddressRefused(ArticleNotFetched):
    """The link leads, at once or by a redirect, to an address that is not public."""


class ArticleNotText(ArticleError):
    """The content has no text that can be read: binary data, a scan, an encrypted file."""


class PageWithoutArticle(ArticleNotText):
    """The page asks to subscribe, reports an error, lists stories, is built by scripts, or is empty."""


class NotASummary(ArticleError):
    """What should be a saved summary or dossier is neither."""


class SetupError(SummarizerError):
    """Nothing can be summarised until the set-up is changed."""


class NoModel(SetupError):
    """No model was named and none can be chosen, or the name is not understood."""


class WeightsError(SetupError):
    """The embedded model's file cannot be made or loaded."""


class AccessDenied(SetupError):
    """The model's server refuses the key (401, 403)."""


class PriceUnknown(SetupError):
    """A budget in dollars was given, and the price of the model is not known."""


class BudgetSpent(SummarizerError):
    """The next request might use more than is left of the budget."""


class OutputError(SetupError):
    """The result cannot be written."""


class ModelError(SummarizerError):
    """The model or its server failed on this article."""


class RequestRejected(ModelError):
    """The server rejects the request itself (400, 404, 422): sent again, it would be rejected again."""


class ServerUnavailable(ModelError):
    """Rate limit, server error, timeout or dropped connection, still there after every retry."""

    retryable = True


class AnswerInvalid(ModelError):
    """The model gave no answer that fits the schema, after being told what was wrong."""


class AnswerRefused(ModelError):
    """The model declined to answer, or a content filter stopped it."""
