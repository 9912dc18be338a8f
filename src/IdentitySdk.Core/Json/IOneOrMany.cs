namespace IdentitySdk.Core;

/// <summary>How a <see cref="OneOrMany{T}"/> was sent, whatever its items are.</summary>
internal interface IOneOrMany
{
    /// <inheritdoc cref="OneOrMany{T}.IsArray"/>
    bool IsArray { get; }
}
