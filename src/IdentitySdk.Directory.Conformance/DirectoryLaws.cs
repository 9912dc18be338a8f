namespace IdentitySdk.Directories.Conformance;

/// <summary>The laws that every user directory must satisfy. Run each one as a test against a test tenant.</summary>
public static class DirectoryLaws
{
    /// <summary>All laws.</summary>
    public static IReadOnlyList<DirectoryLaw> All { get; } =
    [
        new("Created_user_reads_back", "A created user has all values that it was created with.", ReadingLaws.CreatedReadsBackAsync),
        new("Created_user_is_found_by_every_key", "A created user is found by every key of the capabilities, ignoring case.", ReadingLaws.FoundByEveryKeyAsync),
        new("List_has_every_user_once", "A list contains every created user, including deactivated ones, and no id twice.", ReadingLaws.ListIsCompleteAsync),
        new("Unknown_user_is_null_or_NotFound", "For an unknown user, Get and Find return null, and writes fail with NotFound.", ReadingLaws.UnknownAsync),
        new("Hostile_key_finds_nobody", "A key with wildcards, quotes or operators finds no other user.", ReadingLaws.HostileKeysAsync),
        new("Source_model_is_there", "Every user has the model that it was read from, if the directory has models.", ReadingLaws.SourceAsync),
        new("Updated_attribute_reads_back", "Each writable attribute has its new value after an update.", WritingLaws.UpdateReadsBackAsync),
        new("Cleared_attribute_is_none", "Each clearable attribute has no value after it was cleared.", WritingLaws.ClearedIsNoneAsync),
        new("Update_leaves_all_else", "An update of one attribute changes neither the others nor the state.", WritingLaws.UpdateLeavesAllElseAsync),
        new("Update_twice_is_once", "A repeated update changes nothing.", WritingLaws.UpdateTwiceAsync),
        new("Taken_key_is_AlreadyExists", "Creating a second user with the same unique value fails with AlreadyExists.", WritingLaws.TakenKeyAsync),
        new("Bad_value_is_refused_before_sending", "An unsupported attribute or a wrong value throws before anything is sent.", WritingLaws.BadValuesAsync),
        new("Suspend_then_resume_is_the_state_before", "A suspended user cannot sign in, and a resumed user is as before.", ActionLaws.SuspendAndResumeAsync),
        new("Deactivate_then_activate", "A deactivated user cannot sign in, but can be activated.", ActionLaws.DeactivateAndActivateAsync),
        new("Action_twice_is_once", "Performing an action twice has the same effect as once.", ActionLaws.TwiceIsOnceAsync),
        new("Action_leaves_the_values", "An action changes the state, but no attribute.", ActionLaws.ValuesStayAsync),
        new("Deleted_user_is_gone", "Get and Find return null for a deleted user, and a second deletion fails with NotFound.", ActionLaws.DeletedIsGoneAsync),
        new("Unsupported_verb_names_the_vendor", "An unsupported operation throws NotSupportedException with the vendor's name.", ActionLaws.UnsupportedAsync),
        new("Cancelled_call_is_cancelled", "A cancelled call throws OperationCanceledException and changes nothing.", ActionLaws.CancelledAsync),
    ];
}
