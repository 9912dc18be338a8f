using System.Globalization;

namespace IdentitySdk.Directories.Conformance;

/// <summary>A directory under the laws, and what the kit has to know of it.</summary>
/// <param name="directory">The directory; a test tenant, since the laws create users in it.</param>
public sealed class LawSubject(IUserDirectory directory)
{
    private static int s_number;

    /// <summary>The directory.</summary>
    public IUserDirectory Directory { get; } = directory ?? throw new ArgumentNullException(nameof(directory));

    /// <summary>Custom attributes that the test tenant has, to be read and written by the laws. Default none.</summary>
    public IReadOnlyList<string> CustomAttributes { get; init; } = [];

    /// <summary>Changes the made-up values of a new user, where a tenant has rules of its own. Default: they are taken as they are.</summary>
    public Func<UserValues, UserValues> Adjust { get; init; } = values => values;

    /// <summary>Gives a new user a password, so that it is active at once where the vendor asks for one. Default <c>Pa55-word-of-law</c>.</summary>
    public string? Password { get; init; } = "Pa55-word-of-law";

    /// <summary>How long a write may take to be seen by lists and searches. Default 30 seconds.</summary>
    public TimeSpan ConsistencyDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of waits. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>An id that has the form of the directory's ids and belongs to nobody. Default <c>999999999999</c>.</summary>
    public string UnknownId { get; init; } = "999999999999";

    internal DirectoryCapabilities Capabilities => Directory.Capabilities;

    /// <summary>The attributes that the laws write: the definitions that can be, and the custom ones named here.</summary>
    internal IEnumerable<AttributeDefinition> Writable => Capabilities.Attributes
        .Concat(CustomAttributes.Select(UserAttribute.Custom).Where(custom => Capabilities.Attributes.All(known => known.Attribute != custom))
            .Select(custom => Capabilities.Find(custom) ?? throw new LawBrokenException($"{custom} is named to the laws, and the capabilities do not have it.")))
        .Where(definition => definition.CanWrite);

    /// <summary>Values of a person that does not exist yet.</summary>
    internal UserValues NewValues()
    {
        var number = Interlocked.Increment(ref s_number).ToString(CultureInfo.InvariantCulture) + "x" + Guid.NewGuid().ToString("N")[..8];
        return Adjust(new UserValues(Writable.Select(definition =>
            new KeyValuePair<UserAttribute, AttributeValue>(definition.Attribute, Value(definition, number)))));
    }

    /// <summary>A valid value of an attribute; another number gives another value.</summary>
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

    /// <summary>Creates a person that is active where the directory lets it.</summary>
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
        await Directory.GetAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new LawBrokenException("A user that was just written cannot be read by its id.");

    /// <summary>Reads until a condition holds, for as long as the directory may lag.</summary>
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
