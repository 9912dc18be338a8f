using IdentitySdk.Cli.Vendors;
using Newtonsoft.Json;

namespace IdentitySdk.Cli.Output;

/// <summary>Indented JSON: an array of users, or one user.</summary>
internal sealed class JsonUserWriter(TextWriter output, bool asList, bool namesVendor) : IUserWriter
{
    private readonly JsonTextWriter _json = new(output) { Formatting = Formatting.Indented, AutoCompleteOnClose = false, CloseOutput = false };

    public void Begin()
    {
        if (asList)
        {
            _json.WriteStartArray();
        }
    }

    public void Write(in UserRow user) => ModelJson.Write(_json, user, namesVendor);

    public void End()
    {
        if (asList)
        {
            _json.WriteEndArray();
        }

        output.WriteLine();
    }
}
