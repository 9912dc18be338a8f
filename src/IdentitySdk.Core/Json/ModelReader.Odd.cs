namespace IdentitySdk.Core;

/// <content>Items of lists and members of maps of another JSON type than requested.</content>
internal ref partial struct ModelReader
{
    /// <summary>Starts a model, whose lists and maps may hold odd items.</summary>
    /// <returns>The state for <see cref="LeaveModel"/>.</returns>
    public bool? EnterModel()
    {
        var outer = _hasOddItems;
        _hasOddItems = false;
        return outer;
    }

    /// <summary>Ends a model.</summary>
    public void LeaveModel(bool? outer) => _hasOddItems = outer;

    /// <summary>Whether the value just read holds odd items.</summary>
    public bool TakeHasOddItems()
    {
        var hasOddItems = _hasOddItems;
        _hasOddItems = false;
        return hasOddItems == true;
    }

    /// <summary>Takes the raw JSON of an array's current item and moves past it; false, and a mismatch, outside of models.</summary>
    private bool TryTakeItem(Mark mark, int index, ref List<OddItem>? odd)
    {
        if (_hasOddItems is null)
        {
            return Reject();
        }

        (odd ??= []).Add(new OddItem(index, SkipMismatch(mark).ToArray()));
        return true;
    }

    /// <summary>Copies the current member of a map and moves past it; false, and a mismatch, outside of models.</summary>
    private bool TryTakeMember<T>(Mark mark, string key, JsonMap<T> map)
    {
        if (_hasOddItems is null)
        {
            return Reject();
        }

        CopyMismatch(mark);
        map.Forget(key);
        return true;
    }

    private List<T>? Complete<T>(List<T> items, List<OddItem>? odd)
    {
        if (odd is null)
        {
            return items;
        }

        return Accept(items.Count) ? new OddList<T>(items, odd) : null;
    }

    private JsonMap<T>? Complete<T>(JsonMap<T> map, int unmapped)
    {
        if (TakeUnmapped(unmapped) is not { } odd)
        {
            return map;
        }

        map = map.With(odd);
        return Accept(map.Count) ? map : null;
    }

    /// <summary>Accepts a list or map with odd items unless no item fits: then it is of another type itself, and not empty.</summary>
    private bool Accept(int count)
    {
        _hasOddItems = true;
        return count > 0 || Reject();
    }

    private bool Reject()
    {
        _isMismatch = true;
        return false;
    }
}
