namespace IdentitySdk;

/// <summary>Result of one item of a list in <see cref="ForEachExtensions.ForEachAsync"/>.</summary>
/// <typeparam name="T">The item's type.</typeparam>
/// <param name="item">The item.</param>
/// <param name="exception">The exception that the action threw; null for a success.</param>
public sealed class ItemResult<T>(T item, Exception? exception = null)
{
    /// <summary>The item.</summary>
    public T Item { get; } = item;

    /// <summary>The exception that the action threw; null for a success.</summary>
    public Exception? Exception { get; } = exception;

    /// <summary>Whether the action succeeded.</summary>
    public bool IsSuccess => Exception is null;

    /// <summary>The outcome only, because the item may be personal data.</summary>
    /// <returns><c>success</c>, or the exception's type.</returns>
    public override string ToString() => Exception?.GetType().Name ?? "success";
}
