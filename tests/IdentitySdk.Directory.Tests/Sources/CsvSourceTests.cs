using System.Text;
using IdentitySdk.Directories;

namespace IdentitySdk.Tests.Sources;

public sealed class CsvSourceTests
{
    private static readonly byte[] s_bom = [0xEF, 0xBB, 0xBF];

    [TestCase("Mail,Title\na@x.org,Clerk\nb@x.org,Count\n")]
    [TestCase("Mail;Title\r\na@x.org;Clerk\r\nb@x.org;Count")]
    [TestCase("Mail\tTitle\na@x.org\tClerk\nb@x.org\tCount")]
    [TestCase("sep=;\nMail;Title\na@x.org;Clerk\nb@x.org;Count")]
    [TestCase("sep=|\nMail|Title\na@x.org|Clerk\nb@x.org|Count")]
    [TestCase("mail , title\na@x.org,Clerk\n\nb@x.org,Count\n\n")]
    [TestCase("Other,Title,Mail\n1,Clerk,a@x.org\n2,Count,b@x.org")]
    [TestCase("\"Mail\",\"Title\"\n\"a@x.org\",\"Clerk\"\nb@x.org,Count")]
    public async Task Delimiters_line_endings_and_quotes_are_parsed(string text) =>
        Assert.That((await ReadAsync(text)).Select(person => $"{person.Email} {person.Title}"), Is.EqualTo(new[] { "a@x.org Clerk", "b@x.org Count" }));

    [Test]
    public async Task Columns_are_mapped_by_attribute_name()
    {
        var options = new CsvSourceOptions { MapsAttributeNames = true }.Map("Mail", UserAttribute.Email);
        var person = (await ReadAsync("Mail,title,attributes.badge,Title of honour\na@x.org,Clerk,7,Sir", options)).Single();

        Assert.That((person.Email, person.Title, person.Attributes["badge"].Text, person.Values.Count), Is.EqualTo(("a@x.org", "Clerk", "7", 3)));
        Assert.That(async () => await ReadAsync("Mail,title,title\n,,", options), Throws.InstanceOf<SourceException>().With.Message.Contains("title has two columns"));
        Assert.That(
            async () => await ReadAsync("Titel\nx", new CsvSourceOptions { MapsAttributeNames = true }), Throws.InstanceOf<SourceException>().With.Message.Contains("no column"));
    }

    [Test]
    public async Task Quoted_delimiters_quotes_and_line_endings_are_values()
    {
        var people = await ReadAsync("Mail,Title\na@x.org,\"Count, \"\"of\"\"\nLovelace\"\nb@x.org,x");

        Assert.That(people[0].Title, Is.EqualTo("Count, \"of\"\nLovelace"));
        Assert.That(people[1].Origin, Is.EqualTo("line 4"));
    }

    [TestCase("utf-8")]
    [TestCase("utf-16")]
    [TestCase("utf-16BE")]
    public async Task Byte_order_mark_selects_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        Assert.That((await ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes("Mail,Title\nzo\u00eb@x.org,Gr\u00e4fin")])).Single().Title, Is.EqualTo("Gr\u00e4fin"));
    }

    [Test]
    public async Task Wrong_encoding_is_detected()
    {
        var bytes = Encoding.Latin1.GetBytes("Mail,Title\na@x.org,Gr\u00e4fin");

        Assert.That(async () => await ReadAsync(bytes), Throws.InstanceOf<SourceException>().With.Message.Contains("Encoding"));
        Assert.That((await ReadAsync(bytes, Options(options => options.Encoding = Encoding.Latin1))).Single().Title, Is.EqualTo("Gr\u00e4fin"));
    }

    [Test]
    public async Task Invalid_rows_are_all_listed_with_their_line()
    {
        const string text = "Mail,Title\na@x.org,Clerk\nb@x.org\nc@x.org,Count,3\nd@x.org,\"Clerk\"\n";
        var exception = await Assert.ThrowsAsync<SourceException>(async () => await ReadAsync(text));

        Assert.That(exception!.Problems, Is.EqualTo(new[] { "line 3 has 1 cells instead of 2", "line 4 has 3 cells instead of 2" }));
        Assert.That(exception.Message, Does.Not.Contain("@"));
    }

    [Test]
    public void Unmatched_quote_is_an_error() => Assert.That(
        async () => await ReadAsync("Mail,Title\na@x.org,\"Clerk\nb@x.org,Count\nc@x.org,Duke"), Throws.InstanceOf<SourceException>().With.Message.Contains("line 2"));

    [TestCase("Title\nClerk", "there is no column Mail")]
    [TestCase("Mail,Title,MAIL\na@x.org,Clerk,b@x.org", "the header Mail occurs 2 times")]
    [TestCase("", "line 1 has no headers")]
    [TestCase("\n\n", "line 1 has no headers")]
    public async Task Missing_and_duplicate_headers_are_listed(string text, string problem)
    {
        var exception = await Assert.ThrowsAsync<SourceException>(async () => await ReadAsync(text));

        Assert.That(exception!.Problems, Does.Contain(problem));
    }

    [Test]
    public async Task Headers_without_rows_are_an_empty_source() => Assert.That(await ReadAsync("Mail,Title\n"), Is.Empty);

    [TestCase(false)]
    [TestCase(true)]
    public async Task Empty_cell_clears_only_with_EmptyCellClears(bool clears)
    {
        var person = (await ReadAsync("Mail,Title\na@x.org,", Options(options => options.EmptyCellClears = clears))).Single();

        Assert.That(person.Values.Contains(UserAttribute.Title), Is.EqualTo(clears));
    }

    [Test]
    public async Task Column_maps_to_several_attributes_or_the_state()
    {
        var options = new CsvSourceOptions().Map("Mail", UserAttribute.Email, UserAttribute.Login)
            .MapState("Status", new Dictionary<string, UserState> { ["employed"] = UserState.Active, ["left"] = UserState.Deactivated });

        var people = await ReadAsync("Mail,Status\na@x.org,EMPLOYED\nb@x.org,left\nc@x.org,", options);

        Assert.That(people.Select(person => (person.Login, person.State)), Is.EqualTo(new (string?, UserState?)[]
        {
            ("a@x.org", UserState.Active), ("b@x.org", UserState.Deactivated), ("c@x.org", null),
        }));
        Assert.That(async () => await ReadAsync("Mail,Status\na@x.org,gone", options), Throws.InstanceOf<SourceException>().With.Message.Contains("line 2"));
    }

    [Test]
    public void Duplicate_mappings_are_refused()
    {
        Assert.That(() => new CsvSourceOptions().Map("a", UserAttribute.Email).Map("A", UserAttribute.Title), Throws.ArgumentException);
        Assert.That(() => new CsvSourceOptions().Map("a", UserAttribute.Email).Map("b", UserAttribute.Email), Throws.ArgumentException);
        Assert.That(() => new CsvSourceOptions().Map("a"), Throws.ArgumentException);
        Assert.That(() => new CsvSourceOptions().Map(" ", UserAttribute.Email), Throws.ArgumentException);
        Assert.That(() => new CsvSourceOptions().MapState("s", new Dictionary<string, UserState> { ["x"] = UserState.Locked }), Throws.ArgumentException);
    }

    [Test]
    public async Task Reading_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var people = PeopleSource.FromCsv(new MemoryStream("Mail,Title\na@x.org,x\nb@x.org,y"u8.ToArray()), Options());

        await foreach (var person in people.WithCancellation(source.Token))
        {
            Assert.That(person.Email, Is.EqualTo("a@x.org"));
            await source.CancelAsync();
            break;
        }

        Assert.That(async () => await people.ToListAsync(source.Token), Throws.InstanceOf<OperationCanceledException>().Or.InstanceOf<SourceException>());
    }

    [Test]
    public async Task Large_file_is_read_completely([Values(false, true)] bool hasMark)
    {
        var text = "Mail,Title\n" + string.Concat(Enumerable.Range(0, 50_000).Select(number => $"u{number}@x.org,\"Title, {number}\"\n"));

        var people = await ReadAsync([.. hasMark ? s_bom : [], .. Encoding.UTF8.GetBytes(text)]);

        Assert.That(people, Has.Count.EqualTo(50_000));
        Assert.That(people[^1], Has.Property("Title").EqualTo("Title, 49999").And.Property("Origin").EqualTo("line 50001"));
    }

    private static CsvSourceOptions Options(Action<CsvSourceOptions>? configure = null)
    {
        var options = new CsvSourceOptions().Map("Mail", UserAttribute.Email).Map("Title", UserAttribute.Title);
        configure?.Invoke(options);
        return options;
    }

    private static Task<List<DesiredUser>> ReadAsync(string text, CsvSourceOptions? options = null) => ReadAsync(Encoding.UTF8.GetBytes(text), options);

    private static async Task<List<DesiredUser>> ReadAsync(byte[] bytes, CsvSourceOptions? options = null) =>
        await PeopleSource.FromCsv(new MemoryStream(bytes), options ?? Options()).ToListAsync();
}
