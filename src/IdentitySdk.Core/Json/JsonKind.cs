namespace IdentitySdk.Core;

/// <summary>What a JSON engine stands on.</summary>
internal enum JsonKind
{
    Null,
    Boolean,
    Number,
    String,
    Name,
    BeginObject,
    EndObject,
    BeginArray,
    EndArray,
    Other,
}
