using VisEval.Harness.Input;

namespace VisEval.Tests.Testing;

/// <summary>An array of reference numbers, in the shapes the metric tests index it by.</summary>
public sealed record Npy(float[] Values, int[] Shape)
{
    public static Npy Read(string path)
    {
        var array = NpyFile.Read(path);
        return new Npy(array.Values, array.Shape.ToArray());
    }

    /// <summary>Part <paramref name="index"/> of the first axis.</summary>
    public float[] Item(int index)
    {
        var length = Values.Length / Shape[0];
        return Values[(index * length)..((index + 1) * length)];
    }
}
