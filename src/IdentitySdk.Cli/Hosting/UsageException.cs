namespace IdentitySdk.Cli.Hosting;

/// <summary>Thrown when the command line is invalid. The message is one sentence for the user of the command.</summary>
internal sealed class UsageException(string message) : CommandException(ExitCodes.BadUsage, message)
{
    /// <summary>Creates an exception with the SDK's message about an invalid argument, without the parameter's name.</summary>
    public static UsageException From(string subject, ArgumentException exception)
    {
        var end = exception.Message.IndexOf(" (Parameter", StringComparison.Ordinal);
        var sentence = end < 0 ? exception.Message : exception.Message[..end];
        return new UsageException($"{subject}: {sentence.Replace(nameof(IdentityClientOptions.BaseAddress), "the address", StringComparison.Ordinal)}");
    }

    /// <summary>Creates an exception that lists the known values and suggests the nearest one.</summary>
    public static UsageException Unknown(string subject, string value, IReadOnlyList<string> known) =>
        new($"{subject} must be one of {string.Join(", ", known)}.{Suggestion.For(value, known)}");
}
