;; SPDX-License-Identifier: GPL-2.0-only
;;
;; jumps.el - emacs -Q --batch -l jumps.el FILE: prints FILE:LINE:COLUMN of each
;; warning and note with a column that compile mode would jump to, in order.
(require 'compile)

(defun jumps-print (message)
  "Print where the compilation MESSAGE leads."
  (let* ((loc (compilation--message->loc message))
         (file (caar (compilation--loc->file-struct loc))))
    (when (compilation--loc->col loc)
      (princ (format "%s:%d:%d\n" file (compilation--loc->line loc)
                     (compilation--loc->col loc))))))

(with-temp-buffer
  (insert-file-contents (car command-line-args-left))
  (setq command-line-args-left nil)
  (compilation-mode)
  (compilation--ensure-parse (point-max))
  (goto-char (point-min))
  (let (message)
    (while (not (eobp))
      (setq message (get-text-property (point) 'compilation-message))
      (when message
        (jumps-print message))
      (forward-line 1))))
