namespace IdentitySdk;

/// <summary>Paging settings: how lists are read.</summary>
public sealed class PagingOptions
{
    /// <summary>Whether the next page is fetched while the caller processes this one, one page ahead and from the second page on; true by default.</summary>
    public bool Prefetch { get; set; } = true;

    internal PagingOptions Copy() => (PagingOptions)MemberwiseClone();
}
