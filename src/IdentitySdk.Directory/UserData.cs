namespace IdentitySdk.Directories;

/// <summary>The attributes of a user that was read, is described by a source, or is about to be created.</summary>
public abstract class UserData
{
    private protected UserData(UserValues? values) => Values = values ?? UserValues.Empty;

    /// <summary>The values of all attributes.</summary>
    public UserValues Values { get; private set; }

    /// <summary>The name that the user signs in with.</summary>
    public string? Login { get => Values[UserAttribute.Login].Text; init => Set(UserAttribute.Login, value); }

    /// <summary>The email address.</summary>
    public string? Email { get => Values[UserAttribute.Email].Text; init => Set(UserAttribute.Email, value); }

    /// <summary>The given name.</summary>
    public string? GivenName { get => Values[UserAttribute.GivenName].Text; init => Set(UserAttribute.GivenName, value); }

    /// <summary>The family name.</summary>
    public string? FamilyName { get => Values[UserAttribute.FamilyName].Text; init => Set(UserAttribute.FamilyName, value); }

    /// <summary>The display name.</summary>
    public string? DisplayName { get => Values[UserAttribute.DisplayName].Text; init => Set(UserAttribute.DisplayName, value); }

    /// <summary>The telephone number.</summary>
    public string? Phone { get => Values[UserAttribute.Phone].Text; init => Set(UserAttribute.Phone, value); }

    /// <summary>The job title.</summary>
    public string? Title { get => Values[UserAttribute.Title].Text; init => Set(UserAttribute.Title, value); }

    /// <summary>The department.</summary>
    public string? Department { get => Values[UserAttribute.Department].Text; init => Set(UserAttribute.Department, value); }

    /// <summary>The manager: an id or a name, depending on the vendor.</summary>
    public string? Manager { get => Values[UserAttribute.Manager].Text; init => Set(UserAttribute.Manager, value); }

    /// <summary>The id of the user in another system.</summary>
    public string? ExternalId { get => Values[UserAttribute.ExternalId].Text; init => Set(UserAttribute.ExternalId, value); }

    /// <summary>The attributes that the tenant defines, by their name in the tenant.</summary>
    public IReadOnlyDictionary<string, AttributeValue> Attributes
    {
        get => Values.Where(item => item.Key.IsCustom).ToDictionary(item => item.Key.CustomName!, item => item.Value);
        init => Values = Values.With(Arguments.NotNull(value, nameof(value)).Select(item =>
            new KeyValuePair<UserAttribute, AttributeValue>(UserAttribute.Custom(item.Key), item.Value)));
    }

    /// <summary>Returns the type name only: a user is personal data.</summary>
    public override string ToString() => GetType().Name;

    private void Set(UserAttribute attribute, string? value) => Values = Values.With(attribute, value);
}
