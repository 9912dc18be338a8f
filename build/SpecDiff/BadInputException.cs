namespace IdentitySdk.SpecDiff;

/// <summary>What was given cannot be compared; the message is one line for the user.</summary>
internal sealed class BadInputException(string message) : Exception(message);
