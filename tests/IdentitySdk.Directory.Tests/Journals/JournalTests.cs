using IdentitySdk.Directories;
using IdentitySdk.Tests.Plans;
using static IdentitySdk.Tests.Plans.People;

namespace IdentitySdk.Tests.Journals;

public sealed class JournalTests
{
    private string _path;

    [SetUp]
    public void NewPath() => _path = Path.Combine(System.IO.Directory.CreateTempSubdirectory("journal-").FullName, "run.journal");

    [TearDown]
    public void Remove() => System.IO.Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Test]
    public async Task Journal_can_be_read_back()
    {
        await ApplyAsync();
        var lines = File.ReadAllLines(_path);

        using var journal = ChangeJournal.Open(_path);

        Assert.That(journal.Count, Is.EqualTo(lines.Length).And.EqualTo(2 + 2 + 2 + 2));
        Assert.That(journal.HasEnded, Is.True);
        Assert.That(lines[^1], Does.Contain(journal.Head));
        Assert.That(lines[0], Does.Contain("\"type\":\"start\"").And.Contain(journal.PlanDigest!));
    }

    [Test]
    public async Task Journal_contains_only_the_key_and_managed_attributes_and_no_password()
    {
        await ApplyAsync(new ApplyOptions { InitialPassword = (_, _) => new("S3cret-of-eve") });
        var text = await File.ReadAllTextAsync(_path);

        Assert.That(text, Does.Not.Contain("S3cret"));
        Assert.That(text, Does.Not.Contain("+44"), "the phone number is not managed");
        Assert.That(text, Does.Contain("\"before\":{\"title\":\"Clerk\",\"department\":\"R\\u0026D\",\"email\":\"ada@example.com\"}"));
    }

    [Test]
    public async Task Journal_file_is_readable_by_its_owner_only()
    {
        await ApplyAsync();
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no file modes: the file inherits the folder's permissions.");
            return;
        }

        Assert.That(File.GetUnixFileMode(_path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Changed_byte_is_detected()
    {
        await ApplyAsync();
        var bytes = await File.ReadAllBytesAsync(_path);
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var copy = bytes.ToArray();
            var position = random.Next(copy.Length - 1);
            copy[position] ^= (byte)(1 << random.Next(7));
            await File.WriteAllBytesAsync(_path, copy);

            Assert.That(() => ChangeJournal.Open(_path).Dispose(), Throws.InstanceOf<JournalException>(), $"byte {position}");
        }
    }

    [Test]
    public async Task Missing_duplicate_or_swapped_line_is_detected()
    {
        await ApplyAsync();
        var lines = await File.ReadAllLinesAsync(_path);
        for (var line = 0; line < lines.Length - 1; line++)
        {
            AssertDetected([.. lines[..line], .. lines[(line + 1)..]]);
            AssertDetected([.. lines[..line], lines[line], .. lines[line..]]);
            AssertDetected([.. lines[..line], lines[line + 1], lines[line], .. lines[(line + 2)..]]);
        }
    }

    [Test]
    public async Task Truncated_journal_has_no_end_and_cannot_be_undone()
    {
        var directory = await ApplyAsync();
        var lines = await File.ReadAllLinesAsync(_path);
        for (var count = 0; count < lines.Length; count++)
        {
            await File.WriteAllLinesAsync(_path, lines[..count]);
            using var journal = ChangeJournal.Open(_path);

            Assert.That(journal.HasEnded, Is.False);
            Assert.That(async () => await journal.CreateUndoPlanAsync(directory), Throws.InstanceOf<JournalException>().With.Message.Contains("truncated"));
        }
    }

    [Test]
    public async Task Incomplete_last_line_is_removed()
    {
        await ApplyAsync();
        var lines = await File.ReadAllLinesAsync(_path);
        for (var length = 0; length < lines[^1].Length; length += 9)
        {
            await File.WriteAllTextAsync(_path, string.Join('\n', lines[..^1]) + "\n" + lines[^1][..length]);
            using (var journal = ChangeJournal.Open(_path))
            {
                Assert.That(journal.Count, Is.EqualTo(lines.Length - 1));
            }

            Assert.That(await File.ReadAllLinesAsync(_path), Is.EqualTo(lines[..^1]));
        }
    }

    [TestCase("not a journal")]
    [TestCase("not a journal\n")]
    [TestCase("\n")]
    [TestCase("{}\n")]
    [TestCase("a,b,c\n1,2,3")]
    public async Task Other_file_is_refused_and_not_changed(string text)
    {
        await File.WriteAllTextAsync(_path, text);

        Assert.That(() => ChangeJournal.Open(_path), Throws.InstanceOf<JournalException>());
        Assert.That(await File.ReadAllTextAsync(_path), Is.EqualTo(text));
    }

    [Test]
    public void Journal_can_be_opened_only_once()
    {
        using var journal = ChangeJournal.Open(_path);

        Assert.That(() => ChangeJournal.Open(_path), Throws.InstanceOf<JournalException>().With.Message.Contains("another process"));
    }

    [Test]
    public void Journal_in_a_missing_folder_is_refused() => Assert.That(
        () => ChangeJournal.Open(Path.Combine(_path, "missing", "run.journal")), Throws.InstanceOf<JournalException>().With.Message.Contains("folder"));

    [Test]
    public void Folder_is_refused_as_a_journal() => Assert.That(() => ChangeJournal.Open(Path.GetDirectoryName(_path)!), Throws.InstanceOf<JournalException>());

    [TestCase("/proc/identitysdk.journal")]
    [TestCase("/sys/identitysdk.journal")]
    public void Read_only_folder_is_refused(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("These read-only folders exist on Linux only.");
        }

        Assert.That(() => ChangeJournal.Open(path), Throws.InstanceOf<JournalException>());
    }

    [Test]
    public async Task Journal_of_another_plan_is_refused_before_any_call()
    {
        var directory = await ApplyAsync();
        var plan = await PlanAsync(directory, [Person("ada", title: "x"), Person("bob"), Person("eve")]);
        using var journal = ChangeJournal.Open(_path);
        var calls = directory.Calls;

        Assert.That(async () => await plan.ApplyAsync(directory, journal), Throws.InstanceOf<JournalException>().With.Message.Contains("another plan"));
        Assert.That(directory.Calls, Is.EqualTo(calls));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(6)]
    public async Task Full_disk_stops_the_run_before_the_write_and_loses_nothing(int lines)
    {
        var directory = Directory(User("ada", title: "Clerk"), User("bob"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        var disk = new FullDisk(lines);
        using (var journal = new ChangeJournal(disk, TimeProvider.System))
        {
            Assert.That(async () => await plan.ApplyAsync(directory, journal, new ApplyOptions { Concurrency = 1 }), Throws.InstanceOf<JournalException>());
            Assert.That(async () => await plan.ApplyAsync(directory, journal), Throws.InstanceOf<JournalException>(), "a journal accepts nothing after a failed write");
        }

        var intents = disk.Text.Split('\n')[..^1].Count(line => line.Contains("\"intent\""));
        var writes = directory.Users.Values.Count(user => user.State == UserState.Suspended || user.Email == "eve@example.com")
            + (directory.Users["id-ada"].Title == "Engineer" ? 1 : 0);
        Assert.That(writes, Is.LessThanOrEqualTo(intents), "nothing is written without its intent line");

        using var more = new ChangeJournal(disk.WithSpace(), TimeProvider.System);
        var result = await plan.ApplyAsync(directory, more);
        Assert.That(result.IsComplete, Is.True);
        Assert.That(directory.Users.Values.Select(user => $"{user.Email} {user.State} {user.Title}"), Is.EquivalentTo(new[]
        {
            "ada@example.com Active Engineer", "bob@example.com Suspended Engineer", "eve@example.com Active Engineer",
        }));
    }

    private void AssertDetected(string[] lines)
    {
        File.WriteAllLines(_path, lines);
        Assert.That(() => ChangeJournal.Open(_path).Dispose(), Throws.InstanceOf<JournalException>());
    }

    /// <summary>Updates Ada, suspends Bob and creates Eve.</summary>
    private async Task<InMemoryDirectory> ApplyAsync(ApplyOptions? options = null)
    {
        var directory = Directory(new DirectoryUser("id-ada", UserState.Active, User("ada", title: "Clerk").Values) { Phone = "+44" }, User("bob"));
        var plan = await PlanAsync(directory, [Person("ada"), Person("eve")]);
        using var journal = ChangeJournal.Open(_path);
        var result = await plan.ApplyAsync(directory, journal, options);
        Assert.That(result[ChangeOutcome.Applied], Is.EqualTo(3));
        return directory;
    }
}
