using System.Globalization;
using IdentitySdk.Agilicus;
using Newtonsoft.Json.Linq;
using NativeAttribute = IdentitySdk.Agilicus.UserAttribute;

namespace IdentitySdk.Directories;

/// <summary>Agilicus users. Agilicus has no partial updates: every write replaces the user that was read.</summary>
internal sealed class AgilicusDirectory(AgilicusClient client, string orgId, VendorDirectoryOptions options)
    : UserDirectory<User>(options.TenantOf("agilicus", client.BaseAddress, $"/{orgId}"), AgilicusMapping.Capabilities(options))
{
    private readonly AttributeMap _map = AgilicusMapping.Attributes;

    protected override IAsyncEnumerable<User> ListModels(CancellationToken cancellationToken) =>
        client.Users.ListAllAsync(People(), cancellationToken: cancellationToken);

    protected override async Task<User?> GetModelAsync(string id, CancellationToken cancellationToken)
    {
        var user = await client.Users.GetAsync(id, new GetUserOptions { OrgId = orgId }, cancellationToken: cancellationToken).ConfigureAwait(false);
        return user.Type is { } type && type != UserType.User ? null : user;
    }

    /// <summary>Searches by prefix, which Agilicus documents as case-insensitive; for the plain filter it documents nothing.</summary>
    protected override async Task<IReadOnlyList<User>> FindModelsAsync(UserKey key, string value, CancellationToken cancellationToken)
    {
        var list = People();
        list.PrefixEmailSearch = value;
        return await client.Users.ListAllAsync(list, cancellationToken: cancellationToken).ToListAsync().ConfigureAwait(false);
    }

    protected override Task<User> CreateModelAsync(NewUser user, CancellationToken cancellationToken)
    {
        if (user.Password is not null || !user.Activate)
        {
            throw new NotSupportedException("Agilicus supports neither passwords nor inactive new users: create the user without a password, and suspend it.");
        }

        var model = ModelJson.Create<User>(_map.Members(user.Values.Where(item => !item.Key.IsCustom && !item.Value.IsNone)));
        model.OrgId = orgId;
        SetCustomAttributes(model, user.Values);
        return client.Users.CreateAsync(model, cancellationToken: cancellationToken);
    }

    protected override async Task UpdateModelAsync(string id, UserValues changes, CancellationToken cancellationToken)
    {
        var model = await GetModelAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new DirectoryException(DirectoryError.NotFound, "Agilicus has no such user in the organisation.");
        foreach (var item in changes)
        {
            // Older servers reject null texts.
            Set(model, item.Key, item.Value.As(AttributeType.Text)?.Text ?? "");
        }

        SetCustomAttributes(model, changes);
        await client.Users.ReplaceAsync(id, model, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    protected override Task PerformModelAsync(User model, UserAction action, CancellationToken cancellationToken)
    {
        if (action == UserAction.Delete)
        {
            return client.Users.RemoveAsync(orgId, model.Id!, cancellationToken: cancellationToken);
        }

        // Older servers use enabled, newer ones use status.
        (model.Enabled, model.Status) = action == UserAction.Resume ? (true, UserStatus.Active) : (false, UserStatus.Disabled);
        return client.Users.ReplaceAsync(model.Id!, model, cancellationToken: cancellationToken);
    }

    protected override DirectoryUser Map(User model) => new(
        model.Id!,
        AgilicusMapping.State(model.Status, model.Enabled),
        _map.Values(ModelJson.Members(model), withCustom: false).With((model.ConfiguredAttributes?.Attributes ?? [])
            .Where(attribute => !string.IsNullOrWhiteSpace(attribute.Name))
            .Select(attribute => new KeyValuePair<UserAttribute, AttributeValue>(UserAttribute.Custom(attribute.Name!), Text(attribute.Value)))))
    {
        NativeStatus = $"status {model.Status?.Value ?? "none"}, enabled {model.Enabled?.ToString().ToLowerInvariant() ?? "none"}",
        Created = model.Created,
        Changed = model.Updated,
        NativeModel = model,
    };

    private static AttributeValue Text(JToken? value) =>
        value is JValue { Value: { } scalar } ? Convert.ToString(scalar, CultureInfo.InvariantCulture) : AttributeValue.None;

    private static void Set(User model, UserAttribute attribute, string value)
    {
        switch (attribute.Name)
        {
            case "email":
                model.Email = value;
                break;
            case "givenName":
                model.FirstName = value;
                break;
            case "familyName":
                model.LastName = value;
                break;
            case "externalId":
                model.ExternalId = value;
                break;
        }
    }

    /// <summary>Changes the given configured attributes, and leaves the others and their order unchanged.</summary>
    private static void SetCustomAttributes(User model, UserValues values)
    {
        var custom = values.Where(item => item.Key.IsCustom).ToList();
        if (custom.Count == 0)
        {
            return;
        }

        var attributes = (model.ConfiguredAttributes?.Attributes ?? []).ToList();
        foreach (var item in custom)
        {
            var index = attributes.FindIndex(attribute => attribute.Name == item.Key.CustomName);
            if (item.Value.As(AttributeType.Text)?.Text is not { } text)
            {
                attributes.RemoveAll(attribute => attribute.Name == item.Key.CustomName);
            }
            else if (index >= 0)
            {
                attributes[index].Value = text;
            }
            else
            {
                attributes.Add(new NativeAttribute { Name = item.Key.CustomName, Value = text });
            }
        }

        model.ConfiguredAttributes ??= new UserAttributes();
        model.ConfiguredAttributes.Attributes = attributes;
    }

    private ListUsersOptions People() => new() { OrgId = orgId, Type = [UserType.User] };
}
