namespace IdentitySdk.Tests;

/// <summary>The work that build/new-vendor.sh cannot do. Delete each test when its work is done, and this file with the last one.</summary>
public sealed class LeftToWriteTests
{
    [TestCase("specs/sample/openapi.yaml", "the vendor's operations, schemas and texts in place of the two users' operations")]
    [TestCase("specs/sample/documented-operations.json", "what the vendor's document lists")]
    [TestCase("src/IdentitySdk.Sample/Errors.cs", "the vendor's error bodies, and a test of each")]
    [TestCase("src/IdentitySdk.Sample/SampleRules.cs", "the vendor's rate-limit and request-id headers, and a test of each")]
    [TestCase("src/IdentitySdk.Sample/SampleCredential.cs", "the vendor's credentials")]
    [TestCase("src/IdentitySdk.Testing/Sample", "the state and the refusals of the vendor's server")]
    public void Left_to_write(string file, string what)
    {
        Assert.That(Path.Exists(Repository.Path(file)), Is.True);
        Assert.Fail($"Left to write in {file}: {what}.");
    }
}
