namespace IdentitySdk.Core;

/// <summary>The members of a <see cref="JsonMap{T}"/>, whatever its values are.</summary>
internal interface IJsonMap
{
    IEnumerable<KeyValuePair<string, object?>> Members { get; }
}
