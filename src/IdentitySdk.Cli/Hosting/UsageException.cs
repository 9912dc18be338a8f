namespace IdentitySdk.Cli.Hosting;

/// <summary>The command cannot be carried out as it was given. The message is one sentence for the person who typed it.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>Takes over what the SDK says of a bad argument, without the parameter's name.</summary>
    public static UsageException From(string subject, ArgumentException exception)
    {
        var end = exception.Message.IndexOf(" (Parameter", StringComparison.Ordinal);
        var sentence = (end < 0 ? exception.Message : exception.Message[..end]).Replace(nameof(IdentityClientOptions.BaseAddress), "the address", StringComparison.Ordinal);
        return new UsageException($"{subject}: {sentence}");
    }
}
