namespace IdentitySdk.Testing;

internal enum FaultKind
{
    Status,
    RateLimited,
    ExpireToken,
    Reset,
    LostResponse,
    TruncatedBody,
    Delay,
    Slow,
    DuplicatePage,
    EmptyMiddlePage,
    CursorLoop,
    ForeignNextLink,
}
