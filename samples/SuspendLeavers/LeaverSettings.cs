using System.Globalization;

namespace SuspendLeavers;

/// <summary>The section <c>Leavers</c> of the configuration.</summary>
/// <param name="PeopleFile">The export of the HR system: CSV with a column <c>Mail</c> and one row for each employee.</param>
/// <param name="Folder">The folder of plan and journal. Both contain personal data, so only the service should have access.</param>
/// <param name="Interval">The time between two runs; null for a single run whose exit code shows the result.</param>
/// <param name="Protected">The logins of users who are never changed.</param>
internal sealed record LeaverSettings(string PeopleFile, string Folder, TimeSpan? Interval, IReadOnlyList<string> Protected)
{
    public static LeaverSettings Read(IConfigurationSection section) => new(
        section["PeopleFile"] ?? throw new InvalidOperationException("Leavers:PeopleFile is missing."),
        section["Folder"] ?? throw new InvalidOperationException("Leavers:Folder is missing."),
        section["Interval"] is { Length: > 0 } interval ? TimeSpan.Parse(interval, CultureInfo.InvariantCulture) : null,
        [.. section.GetSection("Protected").GetChildren().Select(login => login.Value ?? "")]);
}
