using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>The settings of a caller's reader, which has them back when a model or a value has been read from it.</summary>
internal readonly struct ReaderSettings(JsonReader reader) : IDisposable
{
    private readonly DateParseHandling _dates = reader.DateParseHandling;
    private readonly FloatParseHandling _floats = reader.FloatParseHandling;
    private readonly JsonNameTable? _names = (reader as JsonTextReader)?.PropertyNameTable;

    public void Dispose()
    {
        (reader.DateParseHandling, reader.FloatParseHandling) = (_dates, _floats);
        if (reader is JsonTextReader text)
        {
            text.PropertyNameTable = _names;
        }
    }
}
