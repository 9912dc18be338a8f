namespace IdentitySdk.Core;

/// <summary>A <see cref="OneOrMany{T}"/> of items of any type.</summary>
internal interface IOneOrMany
{
    /// <inheritdoc cref="OneOrMany{T}.IsArray"/>
    bool IsArray { get; }
}
