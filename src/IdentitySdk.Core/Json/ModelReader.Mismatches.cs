namespace IdentitySdk.Core;

/// <content>Items of lists and members of maps of another JSON type than requested.</content>
internal ref partial struct ModelReader
{
    /// <summary>Takes the raw JSON of an array's current item and moves past it; false, and a mismatch, outside of models.</summary>
    private bool TryTakeMismatch(Mark mark, int index, ref List<(int Index, byte[] Json)>? mismatches)
    {
        if (HasInnerMismatch is null)
        {
            return Reject();
        }

        (mismatches ??= []).Add((index, SkipMismatch(mark).ToArray()));
        return true;
    }

    /// <summary>Copies the current member of a map and moves past it; false, and a mismatch, outside of models.</summary>
    private bool TryTakeMismatch<T>(Mark mark, string key, JsonMap<T> map)
    {
        if (HasInnerMismatch is null)
        {
            return Reject();
        }

        CopyMismatch(mark);
        map.Exclude(key);
        return true;
    }

    private List<T>? Complete<T>(List<T> items, List<(int Index, byte[] Json)>? mismatches)
    {
        if (mismatches is null)
        {
            return items;
        }

        return Accept(items.Count) ? new ListWithMismatches<T>(items, mismatches) : null;
    }

    private JsonMap<T>? Complete<T>(JsonMap<T> map, int unmapped)
    {
        if (TakeUnmapped(unmapped) is not { } mismatches)
        {
            return map;
        }

        map = map.With(mismatches);
        return Accept(map.Count) ? map : null;
    }

    /// <summary>Accepts a list or map with mismatches unless no item fits: then it is of another type itself, and not empty.</summary>
    private bool Accept(int count)
    {
        HasInnerMismatch = true;
        return count > 0 || Reject();
    }

    private bool Reject()
    {
        IsMismatch = true;
        return false;
    }
}
