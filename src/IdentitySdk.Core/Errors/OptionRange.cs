namespace IdentitySdk.Core;

/// <summary>Range checks of options, which all throw the same exception with the same wording.</summary>
internal static class OptionRange
{
    public static void Check(bool isAllowed, string option, string allowed, object? value)
    {
        if (!isAllowed)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {allowed}.");
        }
    }

    public static void CheckTimeout(TimeSpan value, string option) =>
        Check(value > TimeSpan.Zero || value == Timeout.InfiniteTimeSpan, option, "a positive time, or Timeout.InfiniteTimeSpan", value);
}
