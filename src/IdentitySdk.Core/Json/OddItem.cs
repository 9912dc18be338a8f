namespace IdentitySdk.Core;

/// <summary>An item of another JSON type than the documented one.</summary>
/// <param name="Index">How many items of the documented type are before it.</param>
/// <param name="Json">Its raw JSON.</param>
internal readonly record struct OddItem(int Index, byte[] Json);
