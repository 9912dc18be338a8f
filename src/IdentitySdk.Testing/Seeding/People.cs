namespace IdentitySdk.Testing.Seeding;

/// <summary>Names and attributes of fictional people. Names have an ASCII form for logins.</summary>
internal static class People
{
    public static readonly (string Name, string Ascii)[] FirstNames =
    [
        ("Ada", "ada"), ("Grace", "grace"), ("Alan", "alan"), ("Edsger", "edsger"), ("Barbara", "barbara"), ("Donald", "donald"),
        ("Margaret", "margaret"), ("Dennis", "dennis"), ("Radia", "radia"), ("Linus", "linus"), ("Frances", "frances"), ("Niklaus", "niklaus"),
        ("Hedy", "hedy"), ("Ken", "ken"), ("Katherine", "katherine"), ("Tim", "tim"), ("Joan", "joan"), ("Leslie", "leslie"),
        ("Zoë", "zoe"), ("José", "jose"), ("Søren", "soren"), ("Łukasz", "lukasz"), ("Anaïs", "anais"), ("美咲", "misaki"), ("Юлия", "yuliya"),
    ];

    public static readonly (string Name, string Ascii)[] LastNames =
    [
        ("Lovelace", "lovelace"), ("Hopper", "hopper"), ("Turing", "turing"), ("Dijkstra", "dijkstra"), ("Liskov", "liskov"), ("Knuth", "knuth"),
        ("Hamilton", "hamilton"), ("Ritchie", "ritchie"), ("Perlman", "perlman"), ("Allen", "allen"), ("Wirth", "wirth"), ("Lamarr", "lamarr"),
        ("Thompson", "thompson"), ("Johnson", "johnson"), ("Clarke", "clarke"), ("Lamport", "lamport"), ("O'Neil", "oneil"), ("Smith-Jones", "smith-jones"),
        ("Müller", "muller"), ("Núñez", "nunez"), ("Ångström", "angstrom"), ("Şahin", "sahin"), ("高橋", "takahashi"), ("Иванова", "ivanova"),
    ];

    public static readonly string[] Titles =
        ["Engineer", "Senior Engineer", "Director", "Account Manager", "Analyst", "Designer", "Support Specialist", "Controller"];

    public static readonly string[] Departments = ["Engineering", "Sales", "Finance", "Research & Development", "Support", "Legal", "People"];

    public static readonly (string City, string Country, string TimeZone, string Locale)[] Offices =
    [
        ("San Francisco", "US", "America/Los_Angeles", "en_US"), ("Zürich", "CH", "Europe/Zurich", "de_CH"), ("Toronto", "CA", "America/Toronto", "en_CA"),
        ("São Paulo", "BR", "America/Sao_Paulo", "pt_BR"), ("東京", "JP", "Asia/Tokyo", "ja_JP"), ("Kraków", "PL", "Europe/Warsaw", "pl_PL"),
    ];
}
