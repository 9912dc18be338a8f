namespace IdentitySdk.Directories;

/// <summary>Argument checks.</summary>
internal static class Arguments
{
    public static T NotNull<T>(T? value, string name)
        where T : class => value ?? throw new ArgumentNullException(name);

    public static string NotEmpty(string? value, string name) =>
        string.IsNullOrWhiteSpace(NotNull(value, name)) ? throw new ArgumentException("The value must not be empty.", name) : value!;

    public static TimeSpan NotNegative(TimeSpan value, string name) =>
        value < TimeSpan.Zero ? throw new ArgumentOutOfRangeException(name, value, "The time must not be negative.") : value;

    public static void SameTenant(string what, string tenant, IUserDirectory directory)
    {
        if (tenant != directory.Tenant)
        {
            throw new InvalidOperationException($"The {what} is for {tenant}, but the directory is {directory.Tenant}.");
        }
    }

    public static int AtLeast(int minimum, int value, string name) =>
        value < minimum ? throw new ArgumentOutOfRangeException(name, value, $"The number must be {minimum} or more.") : value;
}
