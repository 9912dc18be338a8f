namespace IdentitySdk.Directories.Conformance;

/// <summary>The laws that every user directory keeps: run each as a test over a directory of a test tenant.</summary>
public static class DirectoryLaws
{
    /// <summary>All laws.</summary>
    public static IReadOnlyList<DirectoryLaw> All { get; } =
    [
        new("Created_user_reads_back", "A created user has every value that it was created with.", ReadingLaws.CreatedReadsBackAsync),
        new("Created_user_is_found_by_every_key", "A created user is found by every key of the capabilities, also in another case.", ReadingLaws.FoundByEveryKeyAsync),
        new("List_has_every_user_once", "A list has every created user, deactivated ones too, and no id twice.", ReadingLaws.ListIsCompleteAsync),
        new("Unknown_user_is_null_or_NotFound", "Get and Find give null, and writes NotFound, for somebody who does not exist.", ReadingLaws.UnknownAsync),
        new("Hostile_key_finds_nobody", "A key with wildcards, quotes or operators finds nobody else.", ReadingLaws.HostileKeysAsync),
        new("Source_model_is_there", "Every user comes with the model that it was read from, if the directory has models at all.", ReadingLaws.SourceAsync),
        new("Updated_attribute_reads_back", "Each attribute that can be written reads back with its new value.", WritingLaws.UpdateReadsBackAsync),
        new("Cleared_attribute_is_none", "Each attribute that can be emptied reads back as none.", WritingLaws.ClearedIsNoneAsync),
        new("Update_leaves_all_else", "An update of one attribute leaves all others, and the state, as they were.", WritingLaws.UpdateLeavesAllElseAsync),
        new("Update_twice_is_once", "The same update again changes nothing more.", WritingLaws.UpdateTwiceAsync),
        new("Taken_key_is_AlreadyExists", "A second user with the same unique value is AlreadyExists, and is not created.", WritingLaws.TakenKeyAsync),
        new("Bad_value_is_refused_before_sending", "An attribute the directory lacks is NotSupportedException; a missing or wrong value ArgumentException.", WritingLaws.BadValuesAsync),
        new("Suspend_then_resume_is_the_state_before", "A suspended user cannot sign in, and a resumed one is as before.", ActionLaws.SuspendAndResumeAsync),
        new("Deactivate_then_activate", "A deactivated user cannot sign in, and comes back in the state that the capabilities say.", ActionLaws.DeactivateAndActivateAsync),
        new("Action_twice_is_once", "Each action done twice is the same as done once.", ActionLaws.TwiceIsOnceAsync),
        new("Action_leaves_the_values", "An action changes the state and no attribute.", ActionLaws.ValuesStayAsync),
        new("Deleted_user_is_gone", "A deleted user is gone from Get, Find and List.", ActionLaws.DeletedIsGoneAsync),
        new("Unsupported_verb_names_the_vendor", "What the directory does not have throws NotSupportedException with its name.", ActionLaws.UnsupportedAsync),
        new("Cancelled_call_is_cancelled", "A cancelled call throws OperationCanceledException and changes nothing.", ActionLaws.CancelledAsync),
    ];
}
