using IdentitySdk.Cli.Hosting;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Profiles;

/// <summary>A file with a JSON object.</summary>
internal static class JsonFile
{
    /// <summary>Reads the object; it is empty when there is no file.</summary>
    /// <exception cref="CommandException">The file cannot be read, or is not a JSON object.</exception>
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
            // The exception's message may contain parts of the file.
            throw new CommandException(ExitCodes.Failed, $"{path} is not valid JSON: repair or remove it.");
        }
    }
}
