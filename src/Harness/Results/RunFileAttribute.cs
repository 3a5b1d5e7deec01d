namespace VisEval.Harness.Results;

/// <summary>Says that a class writes a file of the run directory, which thereby belongs to the run and may be deleted with it.</summary>
/// <param name="name">The file's name.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class RunFileAttribute(string name) : Attribute
{
    /// <summary>The file's name.</summary>
    public string Name => name;
}
