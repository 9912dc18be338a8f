using System.Globalization;

namespace SuspendLeavers;

/// <summary>The section <c>Leavers</c> of the configuration.</summary>
/// <param name="PeopleFile">The HR system's export: CSV with a column <c>Mail</c>, one row for each person who works here.</param>
/// <param name="Folder">Where plan and journal are kept; both hold names, so it is the service's own.</param>
/// <param name="Interval">The time from one run to the next; null for a single run, whose exit code tells how it went.</param>
/// <param name="Protected">Logins that are never touched.</param>
internal sealed record LeaverSettings(string PeopleFile, string Folder, TimeSpan? Interval, IReadOnlyList<string> Protected)
{
    public static LeaverSettings Read(IConfigurationSection section) => new(
        section["PeopleFile"] ?? throw new InvalidOperationException("Leavers:PeopleFile is missing."),
        section["Folder"] ?? throw new InvalidOperationException("Leavers:Folder is missing."),
        section["Interval"] is { Length: > 0 } interval ? TimeSpan.Parse(interval, CultureInfo.InvariantCulture) : null,
        [.. section.GetSection("Protected").GetChildren().Select(login => login.Value ?? "")]);
}
