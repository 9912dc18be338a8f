using System.Globalization;

namespace IdentitySdk.Directories.Conformance;

/// <summary>A directory that is tested by the laws, and the settings of the laws.</summary>
/// <param name="directory">The directory of a test tenant: the laws create users in it.</param>
public sealed class LawSubject(IUserDirectory directory)
{
    private static int s_number;

    /// <summary>The directory.</summary>
    public IUserDirectory Directory { get; } = directory ?? throw new ArgumentNullException(nameof(directory));

    /// <summary>The names of custom attributes of the test tenant, for the laws to read and write. Default empty.</summary>
    public IReadOnlyList<string> CustomAttributes { get; init; } = [];

    /// <summary>Adjusts the generated values of a new user to the rules of the tenant. Default: no change.</summary>
    public Func<UserValues, UserValues> Adjust { get; init; } = values => values;

    /// <summary>The password of new users, for vendors that activate only users with a password. Default <c>Pa55-word-of-law</c>.</summary>
    public string? Password { get; init; } = "Pa55-word-of-law";

    /// <summary>How long lists and searches may lag behind writes. Default 30 seconds.</summary>
    public TimeSpan ConsistencyDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>An id in the format of the directory that no user has. Default <c>999999999999</c>.</summary>
    public string UnknownId { get; init; } = "999999999999";

    internal DirectoryCapabilities Capabilities => Directory.Capabilities;

    /// <summary>The attributes that the laws write: all writable definitions and the custom attributes above.</summary>
    internal IEnumerable<AttributeDefinition> Writable => Capabilities.Attributes
        .Concat(CustomAttributes.Select(UserAttribute.Custom).Where(custom => Capabilities.Attributes.All(known => known.Attribute != custom))
            .Select(custom => Capabilities.Find(custom) ?? throw new LawBrokenException($"{custom} is in CustomAttributes, but not in the capabilities.")))
        .Where(definition => definition.CanWrite);

    /// <summary>Generates the values of a new user.</summary>
    internal UserValues NewValues()
    {
        var number = Interlocked.Increment(ref s_number).ToString(CultureInfo.InvariantCulture) + "x" + Guid.NewGuid().ToString("N")[..8];
        return Adjust(new UserValues(Writable.Select(definition =>
            new KeyValuePair<UserAttribute, AttributeValue>(definition.Attribute, Value(definition, number)))));
    }

    /// <summary>Generates a valid value of an attribute. Another number gives another value.</summary>
    internal AttributeValue Value(AttributeDefinition definition, string number)
    {
        if (definition.Type is not (null or AttributeType.Text))
        {
            var digits = number.Count(char.IsDigit) + number[0] - '0';
            return definition.Type switch
            {
                AttributeType.Boolean => digits % 2 == 0,
                AttributeType.Number => (long)digits,
                _ => AttributeValue.Of([$"a{number}", $"b{number}"]),
            };
        }

        var text = definition.Attribute.Name switch
        {
            "login" or "email" => $"law.{number}@example.com",
            "phone" => "+1555" + ((uint)number.GetHashCode() % 10_000_000).ToString("D7", CultureInfo.InvariantCulture),
            "givenName" => $"Zoë {number}",
            _ => $"{definition.Attribute.CustomName ?? definition.Attribute.Name} {number}",
        };
        return text.Length > definition.MaxLength ? text[^definition.MaxLength.Value..] : text;
    }

    internal NewUser NewUser(UserValues values) => new(values) { Password = Capabilities.TakesPasswords ? Password : null };

    /// <summary>Creates a user, and activates it if the directory supports it.</summary>
    internal async Task<DirectoryUser> CreateAsync(UserValues values, CancellationToken cancellationToken)
    {
        var created = await Directory.CreateAsync(NewUser(values), cancellationToken).ConfigureAwait(false);
        if (created.State == UserState.Pending && Capabilities.Allows(UserAction.Activate, created.State))
        {
            await Directory.ActivateAsync(created.Id, cancellationToken).ConfigureAwait(false);
        }

        return await ReadAsync(created.Id, cancellationToken).ConfigureAwait(false);
    }

    internal async Task<DirectoryUser> ReadAsync(string id, CancellationToken cancellationToken) =>
        await Directory.GetAsync(id, cancellationToken).ConfigureAwait(false)
        ?? throw new LawBrokenException("a user that was just written cannot be read by its id.");

    /// <summary>Reads until a condition holds or the consistency delay has passed.</summary>
    internal async Task<T> EventuallyAsync<T>(Func<Task<T>> read, Func<T, bool> holds, CancellationToken cancellationToken)
    {
        var clock = TimeProvider;
        var start = clock.GetTimestamp();
        for (var wait = TimeSpan.FromMilliseconds(20); ; wait += wait)
        {
            var value = await read().ConfigureAwait(false);
            var left = ConsistencyDelay - clock.GetElapsedTime(start);
            if (holds(value) || left <= TimeSpan.Zero)
            {
                return value;
            }

#if NET8_0_OR_GREATER
            await Task.Delay(wait < left ? wait : left, clock, cancellationToken).ConfigureAwait(false);
#else
            await clock.Delay(wait < left ? wait : left, cancellationToken).ConfigureAwait(false);
#endif
        }
    }
}
