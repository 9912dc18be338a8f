using System.Text;
using IdentitySdk.Directories;

namespace IdentitySdk.Tests.Docs;

/// <summary>The matrix in docs/directory.md is generated from the capabilities.</summary>
public sealed class CapabilityMatrixTests
{
    private const string Begin = "<!-- capabilities -->\n";
    private const string End = "<!-- /capabilities -->";

    private static readonly string s_path = Repository.Path("docs", "directory.md");

    private static readonly DirectoryCapabilities[] s_vendors =
        [OneLoginMapping.Capabilities(new()), OktaMapping.Capabilities(new()), AgilicusMapping.Capabilities(new())];

    [Test]
    public void Matrix_matches_the_capabilities()
    {
        var text = File.ReadAllText(s_path);
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var filled = text[..from] + Matrix() + text[text.IndexOf(End, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(s_path, filled);
            return;
        }

        Assert.That(text, Is.EqualTo(filled), "Run this test with UPDATE_SNAPSHOTS=1 and commit docs/directory.md.");
    }

    private static string Matrix()
    {
        var table = new StringBuilder();
        Row(["", .. s_vendors.Select(vendor => vendor.Vendor)]);
        Row([.. Enumerable.Repeat("---", s_vendors.Length + 1)]);
        foreach (var attribute in UserAttribute.Standard)
        {
            Row([attribute.Name, .. s_vendors.Select(vendor => Show(vendor, attribute))]);
        }

        Row(["custom attributes", .. s_vendors.Select(vendor => vendor.CustomAttributeType is null ? "of any type" : "text")]);
        Row(["found by", .. s_vendors.Select(vendor => string.Join(", ", vendor.Keys) + (vendor.FindsByCustomAttributes ? ", custom" : ""))]);
        Row(["unique key", .. s_vendors.Select(vendor => vendor.CreatedBy.ToString())]);
        foreach (var action in Enum.GetValues<UserAction>())
        {
            Row([action.ToString(), .. s_vendors.Select(vendor => Show(vendor, action))]);
        }

        return table.ToString();

        void Row(string[] cells) => table.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    private static string Show(DirectoryCapabilities vendor, UserAttribute attribute)
    {
        if (vendor.Find(attribute) is not { } definition)
        {
            return "—" + Nearest(vendor, attribute.Name);
        }

        List<string> notes = [];
        if (!definition.CanWrite)
        {
            notes.Add("read only");
        }

        if (definition.IsRequired)
        {
            notes.Add("required");
        }

        if (definition.MaxLength is { } length)
        {
            notes.Add($"{length} at most");
        }

        return $"`{definition.NativeName}`{(notes.Count > 0 ? $" ({string.Join(", ", notes)})" : "")}";
    }

    private static string Show(DirectoryCapabilities vendor, UserAction action) => vendor.Find(action) is { } definition
        ? $"{string.Join(", ", definition.From)}{Except(definition)} → {(definition.To.Count > 0 ? string.Join(" or ", definition.To) : "gone")}"
        : "—" + Nearest(vendor, action.ToString());

    private static string Except(ActionDefinition definition) =>
        definition.ExceptStatuses.Count > 0 ? $" (not {string.Join(", ", definition.ExceptStatuses.Select(status => $"`{status}`"))})" : "";

    private static string Nearest(DirectoryCapabilities vendor, string what) => vendor.Alternatives.TryGetValue(what, out var nearest) ? $" ({nearest})" : "";
}
