using VisEval.Core;

namespace VisEval.Harness.Reports.Heatmaps;

/// <summary>Notices methods that give the same maps, up to a factor: CAM and Grad-CAM do where the head is linear, and whoever counts them
/// as two agreeing methods counts one twice.</summary>
internal sealed class EqualMaps
{
    // Of a map so many values are kept, evenly spread; of a smaller one all.
    private const int Kept = 512;

    // Of maps whose largest magnitude is 1: more than rounding makes of two ways to compute the same.
    private const float Rounding = 1e-4f;

    private readonly Dictionary<string, List<float[]>> _maps = [];

    /// <summary>Takes the maps of a method, in the order of the images. Without a map that varies nothing can be told.</summary>
    public void Add(string method, IEnumerable<SaliencyMap> maps)
    {
        List<float[]> kept = [.. maps.Where(m => m.State.IsOk).Select(Sample)];
        if (kept.Count > 0)
            _maps[method] = kept;
    }

    /// <summary>Groups of methods with equal maps, in an order of all methods.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups(IEnumerable<string> order)
    {
        var groups = new List<List<string>>();
        foreach (var method in order.Where(_maps.ContainsKey))
            if (groups.FirstOrDefault(g => AreEqual(_maps[g[0]], _maps[method])) is { } group)
                group.Add(method);
            else
                groups.Add([method]);
        return [.. groups.Where(g => g.Count > 1)];
    }

    private static float[] Sample(SaliencyMap map)
    {
        var step = Math.Max(1, map.Values.Length / Kept);
        var largest = map.Values.Max(Math.Abs);
        return [.. Enumerable.Range(0, (map.Values.Length + step - 1) / step).Select(i => map.Values[i * step] / largest)];
    }

    private static bool AreEqual(List<float[]> a, List<float[]> b) => a.Count == b.Count && a.Zip(b).All(maps =>
        maps.First.Length == maps.Second.Length && maps.First.Zip(maps.Second).All(v => Math.Abs(v.First - v.Second) <= Rounding));
}
