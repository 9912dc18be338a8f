using IdentitySdk.Cli.Vendors;
using Newtonsoft.Json;

namespace IdentitySdk.Cli.Output;

/// <summary>One JSON object per line.</summary>
internal sealed class JsonLinesUserWriter(TextWriter output, bool namesVendor) : IUserWriter
{
    public void Begin()
    {
    }

    public void Write(in UserRow user)
    {
        using (var json = new JsonTextWriter(output) { CloseOutput = false })
        {
            ModelJson.Write(json, user, namesVendor);
        }

        output.WriteLine();
    }

    public void End()
    {
    }
}
