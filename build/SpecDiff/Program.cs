using IdentitySdk.SpecDiff;

// Two files, or two commits of a repository. 0: the version fits the changes; 1: it does not; 2: bad input, in one line.
try
{
    switch (args)
    {
        case ["files", var before, var after]:
            return Print([VendorDiff.Compare(before, after)]);
        case ["files", var before, var after, var last, var now]:
            var (lastVersion, version) = (SemanticVersion.Parse(last), SemanticVersion.Parse(now));
            return version.CompareTo(lastVersion) < 0
                ? throw new BadInputException($"the version decreases from {lastVersion} to {version}")
                : Print([VendorDiff.Compare(before, after)], lastVersion, version);
        case ["commits", var root, var baseline]:
            var repository = new RepositoryDiff(root, baseline);
            return Print(repository.Compare(), repository.LastVersion, repository.Version);
        default:
            Console.Error.WriteLine("Usage: SpecDiff files <before.yaml> <after.yaml> [<last version> <version>]");
            Console.Error.WriteLine("       SpecDiff commits <repository> <baseline>");
            return 2;
    }
}
catch (BadInputException exception)
{
    Console.Error.WriteLine($"spec-diff: {exception.Message}");
    return 2;
}

static int Print(IReadOnlyList<VendorDiff> diffs, SemanticVersion? last = null, SemanticVersion? now = null)
{
    Console.Out.Write(Report.Write(diffs, last, now));
    var impact = Report.Impact(diffs);
    if (last is null || now is null || impact != Impact.Breaking || now.Fits(last, impact))
    {
        return 0;
    }

    Console.Error.WriteLine(
        $"spec-diff: a breaking change requires version {last.Next(impact)} or later, and the version is {now}. "
        + "Raise <Version> in Directory.Build.props, or revert the change.");
    return 1;
}
