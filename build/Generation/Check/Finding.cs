using YamlDotNet.Core;

namespace IdentitySdk.Generation;

/// <summary>A problem in a specification, in the form that MSBuild and editors understand.</summary>
internal readonly record struct Finding(string File, long Line, long Column, string Code, string Message)
{
    public Finding(string file, Mark mark, string code, string message)
        : this(file, mark.Line, mark.Column, code, message)
    {
    }

    public override string ToString() => $"{File}({Line},{Column}): error {Code}: {Message}";
}
