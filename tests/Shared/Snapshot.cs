using Snapshooter;
using Snapshooter.NUnit;

namespace IdentitySdk.Tests;

/// <summary>Wraps the snapshot library, so that replacing it changes only this file.</summary>
/// <remarks>Set <c>UPDATE_SNAPSHOTS=1</c> to write missing or different snapshots, then review the difference before committing it.</remarks>
internal static class Snapshot
{
    /// <summary>Compares text with the snapshot of this name beside the test; a missing or different snapshot fails the test.</summary>
    public static void Match(string text, string name)
    {
        var fullName = Snapshooter.NUnit.Snapshot.FullName(name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(System.IO.Path.Combine(fullName.FolderPath, "__snapshots__"));
            File.WriteAllText(System.IO.Path.Combine(fullName.FolderPath, "__snapshots__", fullName.Filename), text);
            return;
        }

        try
        {
            Snapshooter.NUnit.Snapshot.Match(text, fullName);
        }
        catch (Exception exception)
        {
            throw new AssertionException(
                $"{exception.Message}\nReview the difference as a user would. If it is intended, run this test with UPDATE_SNAPSHOTS=1 and commit the snapshot.", exception);
        }
    }
}
