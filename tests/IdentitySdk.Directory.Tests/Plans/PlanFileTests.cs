using System.Text;
using IdentitySdk.Directories;
using static IdentitySdk.Tests.Plans.People;

namespace IdentitySdk.Tests.Plans;

public sealed class PlanFileTests
{
    [Test]
    public async Task Saved_plan_can_be_read_back()
    {
        var plan = await SampleAsync();
        var read = await ReadAsync(await TextAsync(plan));

        Assert.That(read.Digest, Is.EqualTo(plan.Digest));
        Assert.That(await TextAsync(read), Is.EqualTo(await TextAsync(plan)));
        Assert.That(read.Figures, Is.EqualTo(plan.Figures));
        Assert.That(read.Changes.Select(change => change.ToString()), Is.EqualTo(plan.Changes.Select(change => change.ToString())));
        Assert.That(read.Changes[0].After.SameAs(plan.Changes[0].After));
    }

    [Test]
    public async Task White_space_in_a_plan_file_does_not_matter() =>
        Assert.That((await ReadAsync((await TextAsync(await SampleAsync())).Replace("\n", "\r\n   "))).Changes, Is.Not.Empty);

    [TestCase("\"Suspend\"", "\"Deactivate\"")]
    [TestCase("Countess", "Duchess")]
    [TestCase("\"allowedLosingAccess\": null", "\"allowedLosingAccess\": 1")]
    [TestCase("memory:memory", "memory:other")]
    [TestCase("\"level\": 7", "\"level\": 8")]
    [TestCase("break-glass@example.com", "x@example.com")]
    public async Task Edited_plan_is_detected(string from, string to)
    {
        var text = await TextAsync(await SampleAsync());
        Assert.That(text, Does.Contain(from.Replace("\"level\"", "\"attributes.level\"")));

        Assert.That(
            async () => await ReadAsync(text.Replace(from.Replace("\"level\"", "\"attributes.level\""), to.Replace("\"level\"", "\"attributes.level\""))),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("edited"));
    }

    [Test]
    public async Task Unknown_version_is_refused() => Assert.That(
        async () => await ReadAsync((await TextAsync(await SampleAsync())).Replace("\"version\": 1", "\"version\": 2")),
        Throws.InstanceOf<InvalidDataException>().With.Message.Contains("version 2"));

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("hello")]
    [TestCase("{\"format\":\"other\"}")]
    [TestCase("{\"format\":\"identitysdk-plan\",\"version\":1}")]
    [TestCase("{\"format\":\"identitysdk-plan\",\"version\":\"1\"}")]
    public void Invalid_plan_throws_InvalidDataException(string text) => Assert.That(async () => await ReadAsync(text), Throws.InstanceOf<InvalidDataException>());

    [Test]
    public async Task Truncated_plan_throws_InvalidDataException()
    {
        var text = await TextAsync(await SampleAsync());
        for (var length = 0; length < text.TrimEnd().Length; length += 7)
        {
            Assert.That(async () => await ReadAsync(text[..length]), Throws.InstanceOf<InvalidDataException>(), $"truncated after {length}");
        }
    }

    [Test]
    public async Task Plan_file_is_written_atomically_and_readable_by_its_owner_only()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("plan-").FullName;
        var path = Path.Combine(folder, "plan.json");
        var plan = await SampleAsync();
        await File.WriteAllTextAsync(path, "an older plan");
        await File.WriteAllTextAsync(path + ".unfinished", "written by a process that was killed");

        Assert.That(async () => await plan.SaveAsync(path, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo("an older plan"));
        await plan.SaveAsync(path);

        Assert.That((await DirectoryPlan.OpenAsync(path)).Digest, Is.EqualTo(plan.Digest));
        Assert.That(System.IO.Directory.GetFiles(folder), Is.EqualTo(new[] { path }));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static Task<DirectoryPlan> SampleAsync() => PlanAsync(
        Directory(User("ada", title: "Clerk"), User("bob")),
        [
            new DesiredUser { Email = "ada@example.com", Title = "Countess", Attributes = new Dictionary<string, AttributeValue>
            {
                ["level"] = 7, ["remote"] = true, ["tags"] = AttributeValue.Of(["a", "b"]),
            } },
            Person("eve\u0308 \"quoted\""),
        ],
        Options(options =>
        {
            options.Manage = [UserAttribute.Title, UserAttribute.Custom("level"), UserAttribute.Custom("remote"), UserAttribute.Custom("tags")];
            options.Protected = ["break-glass@example.com"];
        }));

    private static async Task<string> TextAsync(DirectoryPlan plan)
    {
        using var stream = new MemoryStream();
        await plan.WriteAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Task<DirectoryPlan> ReadAsync(string text) => DirectoryPlan.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
