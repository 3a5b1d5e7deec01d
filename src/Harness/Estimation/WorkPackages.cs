using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Estimation;

/// <summary>A piece of a run that is worth handing to a machine.</summary>
/// <param name="Work">The methods and images.</param>
/// <param name="Passes">Images run through the network.</param>
/// <param name="Cells">The cells.</param>
/// <param name="Seconds">The time of one thread of this machine; 0 where the network could not be measured.</param>
/// <param name="Megabytes">The resident memory to expect of a process that does it.</param>
internal sealed record WorkPackage(WorkRectangle Work, Passes Passes, int Cells, double Seconds, double Megabytes);

/// <summary>Cuts the explaining and scoring of a run in packages of 30 to 300 seconds of one thread: rectangles of methods and
/// images.</summary>
/// <remarks>Images are joined where all methods of one group take less, methods are cut in groups where they take more. A package takes
/// longer only where a single method on the images that lend each other their maps does, and less where a network's work ends.</remarks>
/// <param name="plan">The plan.</param>
/// <param name="work">What methods and metrics declare.</param>
internal sealed class WorkPackages(Plan plan, IUnitWork work)
{
    /// <summary>The seconds from which on a package is worth its overhead.</summary>
    public const double Least = 30;

    /// <summary>The seconds up to which little is lost with a machine.</summary>
    public const double Most = 300;

    // A package that has grown to this is closed: small ones spread better over machines.
    private const double Enough = 60;

    private readonly Calibration _calibration = new();

    /// <summary>The length of packages, in parts of the usual one; above 0.</summary>
    public double Length { get; init; } = 1;

    /// <summary>The packages of all jobs, in the order in which they are to be done.</summary>
    /// <param name="speeds">How fast the network of each job is run.</param>
    /// <param name="residentBytes">The memory that the process holds with all networks open.</param>
    public IReadOnlyList<WorkPackage> Of(IReadOnlyList<NetworkSpeed> speeds, long residentBytes) =>
    [
        .. plan.Jobs.Zip(speeds).SelectMany(j => Of(j.First, j.Second).Select(found => new WorkPackage(
            found.Work, found.Cost.Passes, found.Cost.Cells, found.Seconds,
            RunMemory.Megabytes(plan.Settings, j.Second.BytesPerImage, residentBytes, _calibration)))),
    ];

    private List<Piece> Of(Job job, NetworkSpeed speed)
    {
        var (costs, clock) = (new UnitCosts(job, work), new WorkClock(speed, _calibration));
        var parts = Rows(WorkUnits.ByImages(job, plan.Settings.Seed).Select(unit => Piece.Of(unit, costs.Of(unit), clock)))
            .SelectMany(row => row.Sum(p => p.Seconds) > Length * Most
                ? Joined(row, Piece.WithMethods)
                : [row.Aggregate(Piece.WithMethods)]);
        return Joined(parts, Piece.WithImages);
    }

    // Of images only those are joined on which the same methods are done.
    private List<Piece> Joined(IEnumerable<Piece> pieces, Func<Piece, Piece, Piece> join)
    {
        var joined = new List<Piece>();
        foreach (var piece in pieces)
            if (joined.Count > 0 && joined[^1].Seconds < Length * Enough && Fit(joined[^1], piece))
                joined[^1] = join(joined[^1], piece);
            else
                joined.Add(piece);
        // What is left at the end is not worth a package.
        if (joined is [.., var before, var last] && last.Seconds < Length * Least && Fit(before, last))
        {
            joined.RemoveAt(joined.Count - 1);
            joined[^1] = join(before, last);
        }
        return joined;

        bool Fit(Piece a, Piece b) => a.Seconds + b.Seconds <= Length * Most
            && (join == Piece.WithMethods || a.Work.Methods.SequenceEqual(b.Work.Methods));
    }

    // All methods of the same images.
    private static IEnumerable<List<Piece>> Rows(IEnumerable<Piece> pieces)
    {
        var row = new List<Piece>();
        foreach (var piece in pieces)
        {
            if (row.Count > 0 && row[0].Work.Groups[0][0] != piece.Work.Groups[0][0])
            {
                yield return row;
                row = [];
            }
            row.Add(piece);
        }
        if (row.Count > 0)
            yield return row;
    }

    private sealed record Piece(WorkRectangle Work, UnitCost Cost, double Seconds)
    {
        public static Piece Of(WorkUnit unit, UnitCost cost, WorkClock clock) =>
            new(new WorkRectangle(unit.Dataset, unit.Model, unit.Methods, [unit.Images], unit.Seed), cost, clock.SecondsOf(cost));

        public static Func<Piece, Piece, Piece> WithMethods { get; } = (a, b) =>
            Sum(a, b, a.Work with { Methods = [.. a.Work.Methods, .. b.Work.Methods] });

        public static Func<Piece, Piece, Piece> WithImages { get; } = (a, b) =>
            Sum(a, b, a.Work with { Groups = [.. a.Work.Groups, .. b.Work.Groups] });

        private static Piece Sum(Piece a, Piece b, WorkRectangle work) => new(work, a.Cost + b.Cost, a.Seconds + b.Seconds);
    }
}
