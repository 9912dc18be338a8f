namespace IdentitySdk.Testing;

internal enum FaultKind
{
    Status,
    RateLimited,
    ExpireToken,
    Reset,
    TruncatedBody,
    Delay,
    DuplicatePage,
    EmptyMiddlePage,
    CursorLoop,
    ForeignNextLink,
}
