namespace VisEval.Tests.Methods.Surrogate;

/// <summary>Gaussian elimination with pivots, for tests.</summary>
internal static class Elimination
{
    /// <summary>The solution of n equations: n columns of coefficients and one of right-hand sides. The matrix is changed.</summary>
    public static double[] Solve(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(row => Math.Abs(matrix[row, column]));
            for (var j = 0; j <= n; j++)
                (matrix[column, j], matrix[pivot, j]) = (matrix[pivot, j], matrix[column, j]);
            for (var row = 0; row < n; row++)
            {
                var factor = row == column ? 0 : matrix[row, column] / matrix[column, column];
                for (var j = 0; j <= n; j++)
                    matrix[row, j] -= factor * matrix[column, j];
            }
        }
        return [.. Enumerable.Range(0, n).Select(i => matrix[i, n] / matrix[i, i])];
    }
}
