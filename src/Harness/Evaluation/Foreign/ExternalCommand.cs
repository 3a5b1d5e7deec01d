namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>A program that makes maps.</summary>
/// <param name="Key">What results call it: <c>external:NAME</c>.</param>
/// <param name="Text">The command as the user wrote it, for messages.</param>
/// <param name="Words">The program and its arguments; those of a call are added.</param>
/// <param name="Directory">Full path of the folder where it is started.</param>
/// <param name="Limit">The time that a call may take, the start of the program included.</param>
/// <param name="Log">Full path of the file that what it says is added to; null where nothing is kept.</param>
internal sealed record ExternalCommand(
    string Key, string Text, IReadOnlyList<string> Words, string Directory, TimeSpan Limit, string? Log)
{
    /// <summary>Whether it is started once, with <c>--serve</c>, and asked again and again.</summary>
    public bool Serves { get; init; }

    /// <summary>For messages.</summary>
    public override string ToString() => $"{Key} ({Text})";
}
