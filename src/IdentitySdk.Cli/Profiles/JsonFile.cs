using IdentitySdk.Cli.Hosting;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Profiles;

/// <summary>A file with a JSON object.</summary>
internal static class JsonFile
{
    /// <summary>Reads the object; an empty one when there is no file.</summary>
    /// <exception cref="CommandException">The file cannot be read, or is no JSON object.</exception>
    public static JObject Load(string path)
    {
        try
        {
            return File.Exists(path) ? JObject.Parse(File.ReadAllText(path)) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Failed, $"{path} cannot be read: {exception.Message}");
        }
        catch (JsonException)
        {
            // The exception's message may quote the file.
            throw new CommandException(ExitCodes.Failed, $"{path} is not the JSON that idsdk writes: repair or remove it.");
        }
    }
}
