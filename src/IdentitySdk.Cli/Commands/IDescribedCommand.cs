namespace IdentitySdk.Cli.Commands;

/// <summary>A command with remarks beside its description: examples, warnings.</summary>
internal interface IDescribedCommand
{
    /// <summary>The text after the parser's help, and after the description in the reference.</summary>
    string Remarks { get; }
}
