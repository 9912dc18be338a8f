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
    DuplicatePage,
    EmptyMiddlePage,
    CursorLoop,
    ForeignNextLink,
}
