using IdentitySdk.Cli.Vendors;
using Newtonsoft.Json;

namespace IdentitySdk.Cli.Output;

/// <summary>A user as JSON: the model as the vendor sent it, or an object of vendor and model when several vendors are listed.</summary>
internal static class ModelJson
{
    private static readonly JsonSerializer s_serializer = JsonSerializer.Create();

    /// <summary>A vendor member inside the model could be one of the model's own; so the model stands in a member of its own.</summary>
    public static void Write(JsonTextWriter writer, in UserRow user, bool namesVendor)
    {
        if (!namesVendor)
        {
            s_serializer.Serialize(writer, user.Model);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("vendor");
        writer.WriteValue(user.Vendor);
        writer.WritePropertyName("user");
        s_serializer.Serialize(writer, user.Model);
        writer.WriteEndObject();
    }
}
