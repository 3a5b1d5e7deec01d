using System.Globalization;

namespace VisEval.Harness.Results.Storage;

/// <summary>Checks the maps of a store: as many pixels as their size says. What fails is shown nowhere, and is said.</summary>
internal sealed class StoredMaps
{
    private int _wrong;
    private string? _first;

    /// <summary>What a reader must know of the maps that were refused, and which the first is; null for none.</summary>
    public string? Warning => _first is null
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"The result store of this run is damaged: it holds {_wrong} {(_wrong == 1 ? "map" : "maps")} that cannot be shown; {_first}");

    /// <summary>The map, without pixels where these do not fit its size.</summary>
    public MapRow Checked(MapRow map)
    {
        if (map.Pixels is not { } pixels || (map.Height > 0 && map.Width > 0 && pixels.Length == (long)map.Height * map.Width))
            return map;
        _wrong++;
        _first ??= string.Create(
            CultureInfo.InvariantCulture,
            $"the first: {map.Method}, {map.Dataset}, {map.Model}, image '{map.Image}', class {map.Target}: ")
            + string.Create(CultureInfo.InvariantCulture, $"{pixels.Length} pixels for {map.Height}×{map.Width}.");
        return map with { Pixels = null };
    }
}
