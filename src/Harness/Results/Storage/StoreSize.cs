using System.Globalization;

namespace VisEval.Harness.Results.Storage;

/// <summary>About how much a store holds, found without reading it.</summary>
/// <param name="Numbers">The numbers of all maps.</param>
/// <param name="CurveBytes">What the curves take in memory.</param>
/// <param name="HasSeeds">Whether methods drew several maps, so that numbers stand by seed too.</param>
internal sealed record StoreSize(double Numbers, double CurveBytes, bool HasSeeds)
{
    // Of this many rows at the beginning the others are reckoned.
    private const int Looked = 2000;

    // A row of a curve without its values.
    private const int CurveBytesEach = 160;

    /// <summary>Of a run directory.</summary>
    /// <exception cref="Core.InputException">There are no results, or not of this version.</exception>
    public static StoreSize Of(string directory)
    {
        var path = Path.Combine(directory, RunFiles.Store);
        try
        {
            using var view = StoreView.Open(path);
            var source = new WholeRows(view.First);
            double Number(string what, string table) =>
                source.Read(what, table, ["1"], r => r.IsDBNull(0) ? 0 : Convert.ToDouble(r.GetValue(0), CultureInfo.InvariantCulture))[0];
            // Identities are given one after the other, and the last one is found at once.
            var cells = Number("MAX(id)", "cells");
            var looked = Number("COUNT(*)", $"(SELECT id FROM cells ORDER BY id LIMIT {Looked})");
            var numbers = Number("COUNT(*)", $"scores WHERE cell IN (SELECT id FROM cells ORDER BY id LIMIT {Looked})");
            var curves = Number("MAX(rowid)", "curves");
            var bytes = Number("AVG(LENGTH(y))", $"(SELECT y FROM curves ORDER BY rowid LIMIT {Looked})");
            return new StoreSize(
                looked > 0 ? cells * numbers / looked : 0, curves * (CurveBytesEach + bytes),
                ResultReader.ReadInfo(view.First, path).Seeds > SeedKey.First);
        }
        catch (Exception damage) when (Damage.Is(damage))
        {
            // What is left of a damaged store is seen when it is read.
            return new StoreSize(0, 0, false);
        }
    }
}
