using System.Globalization;

namespace IdentitySdk.Testing.Seeding;

/// <summary>The fictional person behind a user: every member is computed from the index alone.</summary>
internal readonly struct Person(int index)
{
    private static readonly DateTimeOffset s_firstDay = new(2016, 1, 4, 8, 0, 0, TimeSpan.Zero);
    private readonly ulong _bits = BitMixer.Mix((ulong)index + 0x5EED);

    public int Index { get; } = index;

    public string FirstName => First.Name;

    public string LastName => Last.Name;

    /// <summary>Unique; contains the index.</summary>
    public string Login => string.Create(CultureInfo.InvariantCulture, $"{First.Ascii}.{Last.Ascii}.{Index}@example.com");

    public string Title => Pick(3, People.Titles);

    public string Department => Pick(4, People.Departments);

    public (string City, string Country, string TimeZone, string Locale) Office => Pick(5, People.Offices);

    public string Phone => string.Create(CultureInfo.InvariantCulture, $"+1555{Number(6, 10_000_000):D7}");

    public string EmployeeNumber => string.Create(CultureInfo.InvariantCulture, $"E{Index:D7}");

    public DateTimeOffset Created => s_firstDay.AddMinutes(Number(7, 2_000_000)).AddMilliseconds(Number(8, 60_000));

    public DateTimeOffset Activated => Created.AddMinutes(Number(9, 3000));

    public DateTimeOffset LastLogin => Activated.AddMinutes(Number(10, 1_500_000));

    public DateTimeOffset Updated => LastLogin.AddSeconds(Number(11, 90_000));

    private (string Name, string Ascii) First => Pick(1, People.FirstNames);

    private (string Name, string Ascii) Last => Pick(2, People.LastNames);

    /// <summary>The index in a login, whether or not the rest of the login is valid.</summary>
    public static int? IndexOf(string login)
    {
        var local = login.Split('@')[0];
        var digits = local.AsSpan(local.LastIndexOf('.') + 1);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
    }

    /// <summary>A number from 0 to below <paramref name="count"/>, different for each salt.</summary>
    public int Number(int salt, int count) => (int)(BitMixer.Mix(_bits + (ulong)salt) % (ulong)count);

    public bool OneIn(int count, int salt) => Number(salt, count) == 0;

    public T Pick<T>(int salt, T[] values) => values[Number(salt, values.Length)];
}
